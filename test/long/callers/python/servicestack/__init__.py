"""What generated Python DTOs take from the client library: enough for the test's own messages."""
from typing import Generic, TypeVar

T = TypeVar("T")


class IReturn(Generic[T]):
    pass


class IReturnVoid:
    pass


class IGet:
    pass


class IPost:
    pass
