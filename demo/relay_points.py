"""Relay points of the demo: invented shops in real towns."""

#: (postcode, town, shop, street, opening hours)
RELAY_POINTS = (
    ("69004", "Lyon", "Épicerie du Canal", "12 rue Dumenge", "du lundi au samedi, de 8 h à 20 h"),
    ("69001", "Lyon", "Librairie des Pentes", "31 rue des Tables-Claudiennes", "du mardi au samedi, de 10 h à 19 h"),
    ("69007", "Lyon", "Tabac du Pont", "4 rue de Marseille", "tous les jours, de 7 h à 21 h"),
    ("75011", "Paris", "Quincaillerie Voltaire", "88 rue de Charonne", "du lundi au samedi, de 9 h à 19 h 30"),
    ("75018", "Paris", "Pressing des Abbesses", "17 rue Durantin", "du lundi au samedi, de 8 h à 19 h"),
    ("75013", "Paris", "Fleurs de la Butte", "6 rue de la Butte-aux-Cailles", "tous les jours, de 9 h à 20 h"),
    ("44000", "Nantes", "Cycles Madeleine", "22 rue Fouré", "du mardi au samedi, de 10 h à 19 h"),
    ("44200", "Nantes", "Épicerie de l’Île", "9 boulevard Babin-Chevaye", "du lundi au samedi, de 8 h à 20 h"),
    ("29200", "Brest", "La Malle aux livres", "40 rue de Lyon", "du mardi au samedi, de 10 h à 18 h 30"),
    ("29410", "Saint-Thégonnec", "Boulangerie du Bourg", "2 place de la Mairie", "du mardi au samedi, de 7 h à 13 h"),
    ("34000", "Montpellier", "Le Petit Verdanson", "19 rue de la Cavalerie", "du lundi au samedi, de 8 h à 21 h"),
    ("34200", "Sète", "Presse du Canal", "5 quai de la Résistance", "tous les jours, de 6 h 30 à 19 h"),
    ("33000", "Bordeaux", "Mercerie Saint-Michel", "14 rue des Faures", "du mardi au samedi, de 10 h à 19 h"),
    ("31000", "Toulouse", "Bazar des Chalets", "27 rue de la Concorde", "du lundi au samedi, de 9 h à 20 h"),
    ("59000", "Lille", "Estaminet des Colis", "63 rue des Postes", "tous les jours, de 9 h à 22 h"),
    ("67000", "Strasbourg", "Droguerie du Finkwiller", "8 quai Finkwiller", "du lundi au samedi, de 9 h à 18 h 30"),
    ("13006", "Marseille", "Alimentation Lodi", "51 rue de Lodi", "tous les jours, de 8 h à 23 h"),
    ("38000", "Grenoble", "Skis et vélos Championnet", "11 rue Condorcet", "du mardi au samedi, de 9 h 30 à 19 h"),
    ("35000", "Rennes", "Crêperie du Relais", "3 rue Legraverend", "du mardi au dimanche, de 11 h à 22 h"),
    ("21000", "Dijon", "Tabac de la Chouette", "16 rue Musette", "du lundi au samedi, de 7 h à 19 h 30"),
    ("81300", "Graulhet", "Maison de la presse", "1 place du Jourdain", "du lundi au samedi, de 7 h à 19 h"),
    ("89000", "Auxerre", "Épicerie de la Marine", "20 quai de la Marine", "du lundi au samedi, de 8 h à 19 h 30"),
)  # fmt: skip
