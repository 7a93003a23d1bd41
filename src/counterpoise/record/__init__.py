"""What happened, as frozen dataclasses and enumerations of words, without any rule.

Stands on nothing else in the house. Both wings use these words: the site's choices are the enumerations of this
package.
"""
