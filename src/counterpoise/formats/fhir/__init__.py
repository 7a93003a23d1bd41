"""Care data as FHIR R4: what gives people a footing in their own care, never a health record.

Files become rows of care paths; each row keeps the words of its source, so that every mapped field comes back. What a
type maps to stands in `shapes`; findings, diagnoses, addresses and numbers of people are not taken over.
"""
