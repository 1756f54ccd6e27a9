"""What is known of the model is known of every engine."""

from every_engine import engine, pytest_generate_tests

__all__ = ["engine", "pytest_generate_tests"]
