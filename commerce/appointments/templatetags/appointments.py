"""Moments and numbers as sentences name them."""

from django import template

from commerce.appointments import phone, words

register = template.Library()
register.filter("moment", words.moment_in_words)
register.filter("hour", words.hour_in_words)
register.filter("readable_number", phone.readable)
