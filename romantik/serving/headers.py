"""What every answer says to the browser besides its own content, and methods that nobody needs."""

from django.http import HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST", "DELETE", "OPTIONS")
UNUSED = (
    *("accelerometer", "ambient-light-sensor", "autoplay", "battery", "bluetooth"),
    *("browsing-topics", "camera", "display-capture", "encrypted-media", "gamepad", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "web-share"),
    *("window-management", "xr-spatial-tracking"),
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class Headers:
    """Django says the others: no sniffing, no referrer abroad, no opener, https, no frames."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_refused = request.method not in METHODS and not request.path.startswith("/api/")
        response = HttpResponseNotAllowed(METHODS) if is_refused else self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Access-Control-Allow-Origin") == "*":  # meant for everybody
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response
