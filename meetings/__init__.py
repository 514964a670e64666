"""The act of meeting: lists, topics, agenda, notice, roll, discussion, record, decisions (floor 2)."""
