"""How words are compared in search: without letter case and without accents."""

# PostgreSQL's unaccent is an extension that not every server has; these are the letters of the cities we serve.
ACCENTED = "áàâãäåāăąçćčďđéèêëēěęğíìîïīıłñńňóòôõöøōőřśšşťţúùûüūůűýÿžźż"
PLAIN = "aaaaaaaaacccddeeeeeeegiiiiiilnnnoooooooorsssttuuuuuuuyyzzz"


def fold(words: str) -> str:
    """Lower case, without accents: `Pão de Açúcar` becomes `pao de acucar`."""
    return words.lower().translate(str.maketrans(ACCENTED, PLAIN))
