"""What holds in every future holds on every engine."""

from every_engine import engine, pytest_generate_tests

__all__ = ["engine", "pytest_generate_tests"]
