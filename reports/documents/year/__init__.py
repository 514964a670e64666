"""The papers of the year around the meetings: study, life meeting, upward papers, research, registers."""
