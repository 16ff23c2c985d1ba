"""Files -> checked nouns that know their lines. Every file that a person writes is read here, and nowhere else."""
