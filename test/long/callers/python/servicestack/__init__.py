"""What generated Python DTOs take from the client library: enough for the test's own messages."""
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class IReturn(Generic[T]):
    pass


class IReturnVoid:
    pass


class IGet:
    pass


class IPost:
    pass


class IPut:
    pass


class IDelete:
    pass


class IPatch:
    pass


class IOptions:
    pass


class IMeta:
    pass


class IHasSessionId:
    pass


class IHasBearerToken:
    pass


class IHasVersion:
    pass


class ResponseError:
    pass


class ResponseStatus:
    pass


class EmptyResponse:
    pass


class IdResponse:
    pass


class StringResponse:
    pass


class StringsResponse:
    pass


class AuditBase:
    pass


class QueryBase:
    pass


class QueryDb(QueryBase, Generic[T]):
    pass


class QueryData(QueryBase, Generic[T]):
    pass


class QueryResponse(Generic[T]):
    pass


class KeyValuePair(Generic[T, U]):
    pass


class QueryDb2(QueryBase, Generic[T, U]):
    pass


class QueryData2(QueryBase, Generic[T, U]):
    pass
