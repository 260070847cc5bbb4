/** What people call the column that is to be learned, in small letters; earlier ones are surer. */

/** Of a class or of anything. */
export const TARGET_NAMES: readonly string[] = [
  ...['target', 'label', 'class', 'y', 'output', 'outcome', 'response', 'labels', 'targets'],
  ...['classes', 'category', 'y_true', 'ground_truth', 'expected', 'dependent', 'result'],
  ...['species', 'variety', 'diagnosis', 'survived', 'churn', 'exited', 'purchased', 'approved'],
  ...['default', 'fraud', 'spam', 'is_spam', 'sentiment', 'digit', 'attrition', 'loan_status'],
  ...['median_house_value', 'heartdisease', 'quality', 'income', 'deposit', 'revenue', 'is_fraud'],
  ...['status'],
  ...[
    'klasse',
    'ziel',
    'zielwert',
    'zielgröße',
    'etikett',
    'ausgabe',
    'ergebnis',
    'art',
    'diagnose',
  ],
  ...['clase', 'etiqueta', 'objetivo', 'salida', 'resultado', 'especie'],
  ...['classe', 'étiquette', 'etiquette', 'cible', 'sortie', 'résultat', 'espèce'],
  ...[
    'etichetta',
    'obiettivo',
    'uscita',
    'risultato',
    'specie',
    'rótulo',
    'alvo',
    'saída',
    'espécie',
  ],
  ...['doel', 'uitkomst', 'soort', 'klass', 'mål', 'klasa', 'cel', 'etykieta', 'sınıf', 'hedef'],
  ...['класс', 'метка', 'цель', '类别', '标签', '目标', 'クラス', 'ラベル', '目的変数'],
];

/** Of a number to be met. */
export const NUMBER_NAMES: readonly string[] = [
  ...['medv', 'charges', 'salary', 'rings', 'mpg', 'profit', 'sales', 'cnt'],
];

/** A price, in words of a name such as "SalePrice" or "price_in_USD". */
export const PRICE =
  /(?:^|[ _]|[a-z](?=P))(?:price|preis|precio|prix|prezzo|preço|prijs|цена|价格|価格)(?:$|[ _A-Z])/i;

/** Of the label, in the last word of a name. */
export const LABEL = /[ _.-](?:label|target)$/i;
