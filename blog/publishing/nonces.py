"""The import map of the rich text editor runs under the desk's policy only with the nonce of the page."""

from js_asset import Media


class NoncedAdmin:
    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)
