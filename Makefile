# Party Group Desk.  `make run` and `make test` need only python3, make and git.
.PHONY: messages
messages:
	.venv/bin/python -m config.messages
