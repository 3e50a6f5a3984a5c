"""The site as it is served, without its kept pages: Django draws each answer."""

from careerguide import wsgi

application = wsgi.application.application
