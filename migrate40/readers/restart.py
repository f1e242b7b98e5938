"""How conversations begin, and pieces of them hardly ever: by their first two keys.

One key is not enough: with Claude, every message begins with `uuid` as well.
"""

import re
from typing import Final

from migrate40.readers.frame import STRING

_FIRST = b"title|id|uuid|conversation_id|create_time|created_at|update_time|name|kind"
_SECOND = (
    b"title|id|uuid|conversation_id|create_time|created_at|update_time|updated_at|name"
    b"|mapping|chat_messages|current_node|summary|vendor|model|user_id|account"
    b"|moderation_results|is_archived|inserted_at|messages"
)
_BEGINS = b"mapping|chat_messages|conversation"
RESTART: Final = re.compile(
    rb'\{\s*+"(?:(?:' + _BEGINS + rb')"\s*+:\s*+[\[{]|(?:' + _FIRST + rb')"\s*+:\s*+'
    rb"(?:" + STRING + rb'|[^\s",:{}\[\]]++)\s*+,\s*+"(?:' + _SECOND + rb')"\s*+:)',
    re.DOTALL,
)
