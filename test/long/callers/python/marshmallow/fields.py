"""The field that lends its name to generated DTOs."""
from decimal import Decimal

__all__ = ["Decimal"]
