"""The shortcodes of WordPress and of its most used plugins, by what they stood for."""

from blog.markup.tree import names

# What stands in them is shown as it is, shortcodes and all.
VERBATIM = names(
    "code sourcecode cc ccn crayon pastacode highlight_code prism bash c cpp csharp css delphi diff html java "
    "javascript js jscript json perl php powershell python ruby scala sql vb xml yaml"
)
# Those of them that do not name the language themselves.
ANY_LANGUAGE = names("code sourcecode cc ccn crayon pastacode highlight_code prism")
LANGUAGES = {"js": "javascript", "jscript": "javascript", "py": "python", "vb": "vbnet"}
# Words that people put in brackets in ordinary writing.
WORDS = names("sic update edit note citation source link video photo image spoiler laughs via nsfw pdf x")

# Something of another site: its address, where only a number or name is given.
PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/{}",
    "ted-talks": "https://www.ted.com/talks/{}",
    "gist": "https://gist.github.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "codepen": "https://codepen.io/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "videopress": "https://videopress.com/v/{}",
    "scribd": "https://www.scribd.com/document/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    **dict.fromkeys(names("googlemaps facebook bandcamp spotify twitter pinterest slideshare flickr embedyt"), ""),
    **dict.fromkeys(names("su_youtube su_vimeo fve tiktok kickstarter polldaddy iframe"), ""),
}
MEDIA = {
    **dict.fromkeys(names("video flv wp_video su_video"), "video"),
    **dict.fromkeys(names("audio su_audio"), "audio"),
}
SIMPLE = {"b": "strong", "i": "em", **{tag: tag for tag in names("strong em s blockquote h2 h3 h4")}}
# They did something to the page and stood for no text.
SILENT = names("toc nextpage more latexpage clear clearfix divider hr space spacer sharethis addtoany")
# Rows and columns of page builders: nothing is lost with them.
LAYOUT = (
    "vc_row",
    "vc_column",
    "vc_section",
    "et_pb_section",
    "et_pb_row",
    "et_pb_column",
    "et_pb_text",
    "fusion_builder",
)
LAYOUT += (
    "av_section",
    "av_one",
    "av_two",
    "av_textblock",
    "one_half",
    "one_third",
    "two_third",
    "column",
    "row",
    "dropcap",
)
# Shortcodes wherever they stand, also without a value or an end.
KNOWN = names(
    "caption wp_caption gallery playlist embed contact-form contact-form-7 gravityform gravityforms mc4wp_form "
    "subscribe2 recent-posts toc latexpage embedyt wpvideo videopress youtube vimeo dailymotion soundcloud ted-talks "
    "googlemaps slideshare scribd gist tweet codepen polldaddy sharethis addtoany"
)
