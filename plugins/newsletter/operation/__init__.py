"""What the operator calls and sees."""
