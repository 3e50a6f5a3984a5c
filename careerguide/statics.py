"""Where the style sheets, scripts and drawings of the site are."""

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Named by their content. A page names a dozen of them, so where each is is worked out once a process."""

    support_js_module_import_aggregation = True  # a script imports another by its name of content, too

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = cache(self.url)
