"""A ComfyUI server for tests: the real protocol with real pictures, and every fault that was seen of one to switch on.

Written after `server.py`, `main.py`, `execution.py`, `nodes.py` and `comfy_execution/progress.py` of ComfyUI, 0.3.64 to
0.38.1. What it draws is noise of the seed and the words, so that the same wishes give the same picture.
"""

from tests.support.outside.comfyui.faults import Fault
from tests.support.outside.comfyui.server import ComfyUI

__all__ = ["ComfyUI", "Fault"]
