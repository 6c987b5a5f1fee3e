"""How many queries and milliseconds each page and flow takes, beside stock Oscar's same pages, in the same run."""
