"""Catalogue of legal rights to be heard, to advise and to consent, with their deadlines.

Rights are data files, one per jurisdiction; the code here reads them and counts their terms.
"""
