"""Which deadlines have filings and reports on duties?"""
