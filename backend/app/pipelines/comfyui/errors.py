"""What can go wrong with a ComfyUI server; each says it in a sentence for the task's record:

ComfyUIError
├── Away       no answer, a broken one, or none that ComfyUI would give; another moment or server may do
│   └── Unsent     not even a connection: what was asked was certainly not done
├── Gone       a job that the server took is in neither its queue nor its history: it was restarted
├── Stuck      nothing moves there any more
├── Rejected   the server will not run this workflow: a node or a model is missing, a value can't be
├── Broken     a node failed, or somebody stopped the job at the server
└── Unusable   the job ended well, but what it made is missing, cut off or of another kind
"""

from __future__ import annotations


class ComfyUIError(Exception):
    pass


class Away(ComfyUIError):
    pass


class Unsent(Away):
    pass


class Gone(ComfyUIError):
    pass


class Stuck(ComfyUIError):
    pass


class Rejected(ComfyUIError):
    pass


class Broken(ComfyUIError):
    pass


class Unusable(ComfyUIError):
    pass
