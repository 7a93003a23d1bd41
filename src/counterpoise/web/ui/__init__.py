"""Base templates, styles, template tags, charts, the look of forms, accessibility and paging.

Has no models and stands below every app of the site.
"""
