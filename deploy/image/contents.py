"""Lists everything inside the image, while it is built: an SBOM of CycloneDX, and the licences.

    contents.py PYTHON FOLDER    with the environment's Python; two files into the folder

`sbom.cdx.json` names the packages of Python, as their own metadata does, and those of Debian, whose
licences are read from their copyright files; `licences.txt` is the same to be read by people.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator

SCHEMA = SchemaVersion.V1_6
ASKED = "${Package}\\t${Version}\\t${Architecture}\\t${db:Status-Status}\\n"
NAMED = re.compile(r"^License:[ \t]*(\S.*)$", re.MULTILINE)
COMMON = re.compile(r"/usr/share/common-licenses/([\w.+-]+\w)")
UNKNOWN = "not stated"  # which bin/image-test does not take
# What their own metadata does not name, as their sources do.
UNNAMED = {
    "pyrage": "MIT",
    "libcrypt1": "LGPL-2.1+",
    **dict.fromkeys(("python3", "python3-minimal", "libpython3-stdlib"), "PSF-2.0"),
    **dict.fromkeys(("fontconfig", "fontconfig-config", "libfontconfig1"), "HPND"),
}


def main(python, folder):
    """Write both files."""
    listed = python_packages(python)
    for each in listed["components"]:
        if not each.get("licenses"):
            each["licenses"] = told([UNNAMED.get(each["name"], UNKNOWN)])
    listed["components"] += list(debian_packages())
    text = json.dumps(listed, indent=1, ensure_ascii=False)
    wrong = make_schemabased_validator(OutputFormat.JSON, SCHEMA).validate_str(text)
    if wrong:
        sys.exit(f"The SBOM is not valid: {wrong}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sbom.cdx.json").write_text(text)
    rows = [licence_line(each) for each in sorted(listed["components"], key=lambda c: c["name"])]
    (folder / "licences.txt").write_text("".join(rows))


def python_packages(python):
    """What cyclonedx-py says of an environment."""
    command = [Path(sys.executable).parent / "cyclonedx-py", "environment", python]
    command += ["--spec-version", SCHEMA.to_version(), "--output-reproducible"]
    command += ["--pyproject", "pyproject.toml", "--mc-type", "application"]
    said = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(said.stdout)


def debian_packages():
    """The installed packages of Debian, as components."""
    asked = ["/usr/bin/dpkg-query", "--show", f"--showformat={ASKED}"]
    said = subprocess.run(asked, check=True, capture_output=True, text=True)  # noqa: S603
    release = re.search(r"^VERSION_ID=\W?(\w+)", Path("/etc/os-release").read_text(), re.MULTILINE)
    for line in said.stdout.splitlines():
        name, version, architecture, state = line.split("\t")
        if state != "installed":
            continue
        purl = f"pkg:deb/debian/{name}@{version}?arch={architecture}&distro=debian-{release[1]}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            "licenses": told(debian_licences(name)),
        }


def debian_licences(name):
    """The licences that a copyright file names, each once and in its own words."""
    text = Path(f"/usr/share/doc/{name}/copyright").read_text(errors="replace")
    named = NAMED.findall(text) or COMMON.findall(text) or [UNNAMED.get(name, UNKNOWN)]
    return dict.fromkeys(each.strip() for each in named)


def told(names):
    """Licences by name, as CycloneDX has them."""
    return [{"license": {"name": each}} for each in names]


def licence_line(component):
    """One package in a line."""
    names = [
        each.get("expression") or each["license"].get("id") or each["license"]["name"]
        for each in component["licenses"]
    ]
    words = "; ".join(dict.fromkeys(name.rpartition(" :: ")[2] for name in names))
    return f"{component['name']} {component['version']}: {words}\n"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
