"""What an emblem in SVG may consist of: the lists that `emblems.py` keeps to."""

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = {
    "grouping": {"svg", "g", "defs", "clipPath", "stop"},
    "gradients": {"linearGradient", "radialGradient"},
    "drawn": {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"},
}
DROPPED = {"metadata", "title", "desc"}
REFUSED = {
    **dict.fromkeys(("script", "handler", "listener", "foreignObject", "iframe"), "script"),
    **dict.fromkeys(("animate", "animateTransform", "animateMotion", "set"), "script"),
    **dict.fromkeys(("image", "a", "use", "feImage", "link", "audio", "video"), "elsewhere"),
    "style": "style",
    **dict.fromkeys(("text", "tspan", "textPath", "font", "font-face"), "letters"),
}
ATTRIBUTES = {
    *("id", "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry"),
    *("fx", "fy", "fr", "width", "height", "transform", "gradientTransform", "gradientUnits"),
    *("spreadMethod", "clipPathUnits", "offset", "preserveAspectRatio"),
}
LOOKS = {  # properties that are written as attributes, or in `style`
    *("fill", "fill-rule", "fill-opacity", "opacity", "clip-path", "clip-rule", "display"),
    *("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "stop-color", "stop-opacity"),
}
