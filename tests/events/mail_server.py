"""A mail server of a few lines that takes mails, or refuses them as it is told."""

import socketserver
import threading
from email import message_from_bytes, policy


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on this machine; `answers` says what it replies to a command instead of 250."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host="127.0.0.1", port=0):
        super().__init__((host, port), Conversation)
        self.mails = []
        self.answers = {}
        self.hangs_up_after = ""
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 mail.example.go.id")
        while line := self.rfile.readline().strip():
            verb = line.split()[0].decode().upper().partition(":")[0]
            if verb == "DATA" and "DATA" not in self.server.answers:
                self.take_mail()
            else:
                self.say(self.server.answers.get(verb, "250 ok"))
            if verb in {"QUIT", self.server.hangs_up_after}:
                return

    def take_mail(self):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".").replace(b"\r\n", b"\n"))
        if self.server.hangs_up_after != "DATA":
            self.server.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
            self.say(self.server.answers.get("END", "250 taken"))

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())
