"""`.env` as the compose tools read it: `NAME=value` lines, `#` comments, optional quotes."""

from __future__ import annotations

import re
from pathlib import Path

_ASSIGNMENT = re.compile(r"""^(?:export\s+)?([A-Za-z_]\w*)=(?:"([^"]*)"|'([^']*)'|(.*?))\s*(?:\s#.*)?$""")


def read_dotenv(path: Path) -> dict[str, str]:
    """Empty where there is no file; lines that assign nothing are passed over."""
    if not path.is_file():
        return {}
    found = (_ASSIGNMENT.match(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
    return {match[1]: next(filter(None, match.groups()[1:]), "") for match in found if match}
