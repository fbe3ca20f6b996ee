"""Thousands of spoilt inputs, made from a seed: nothing crashes, hangs, is half written or read wrong in silence."""
