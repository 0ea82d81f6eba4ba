# SPDX-License-Identifier: Apache-2.0
"""Plays incidents, and what only looks like one, against the running lab."""
