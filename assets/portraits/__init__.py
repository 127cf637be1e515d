"""The cast: every person drawn from parts in every mood.

``person`` says what a person is made of and ``mood`` what a mood changes;
``face``, ``hair``, ``clothes`` and ``extras`` draw the parts; ``cast`` puts
twelve people together; ``build`` writes the files. All parts are drawn about
x = 0, the middle of the face; y runs down from 0 to 432.
"""
