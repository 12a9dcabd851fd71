"""Polarization: `measures` has the four measures of two camps, `course` their values over time with ranges."""

from graphkit.analysis.polarization.course import Course, Interval, Polarization, PolarizationOptions, polarization
from graphkit.analysis.polarization.measures import (
    MEASURES,
    Measure,
    controversy,
    ei_index,
    esteban_ray,
    esteban_ray_of,
    measures,
)

__all__ = [
    "MEASURES",
    "Course",
    "Interval",
    "Measure",
    "Polarization",
    "PolarizationOptions",
    "controversy",
    "ei_index",
    "esteban_ray",
    "esteban_ray_of",
    "measures",
    "polarization",
]
