/**
 * Tables in the forms of well-known public data sets, with rows of our own: what each is taken for.
 * A row is a pattern: `1..5` a whole number, `~8.2` a number below 8 with two decimals, `a|b` one of
 * these, `a/b` these in their order, `#` the number of the row, `NA?1..5` now and then a gap, `_` a blank.
 */
import assert from 'node:assert/strict';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import { bytesOf } from './support';

interface Form {
  header?: string;
  row: string;
  rows?: number;
  mark?: string;
  /** Its target with the number of classes, and what is left out. */
  taken: string;
}

const of = (row: string, taken: string, more: Partial<Form> = {}): Form => ({
  row,
  taken,
  ...more,
});
const named = (header: string, row: string, taken: string, more: Partial<Form> = {}): Form =>
  of(row, taken, { header, ...more });
const times = (count: number, cell: string) => Array<string>(count).fill(cell).join(' ');

const FORMS: { [name: string]: Form } = {
  // Without a header.
  ex1data1: of('~20.4 ~20.4', 'column 1: number'),
  ex1data2: of('800..4000 1..5 160000..700000', 'column 2: number', { rows: 47 }),
  ex2data1: of('~100.8 ~100.8 0..1', 'column 2: 2'),
  pima: of('0..17 0..199 0..122 0..99 0..846 ~60.1 ~2.3 21..81 0..1', 'column 8: 2'),
  banknote: of('~8.4 ~8.4 ~8.4 ~8.4 0..1', 'column 4: 2'),
  ionosphere: of('0..1 0 ~1.5 ~1.5 ~1.5 g|b', 'column 5: 2, without column 1'),
  sonar: of('~1.4 ~1.4 ~1.4 ~1.4 R/M', 'column 4: 2'),
  'heart disease': of('29..77 0..1 1..4 94..200 ??0..3 0..4', 'column 5: 5'),
  ecoli: of(
    'AAT_#_ECOLI ~1.2 ~1.2 0.48 ~1.2 cp|im|pp|om',
    'column 5: 4, without column 0, column 3',
    { mark: '\t' },
  ),
  letters: of(`A|B|C|D|E|F|G|H ${times(16, '0..15')}`, 'column 0: 8'),
  zoo: of(`animal# ${times(6, '0..1')} 1..7`, 'column 7: 7, without column 0'),
  'cars of Bohanec': of(
    'vhigh|high|low vhigh|high|low 2|3|5more small|big unacc|acc|good',
    'column 4: 3',
  ),
  'tic-tac-toe': of(`${times(9, 'x|o|b')} positive|negative`, 'column 9: 2'),
  MNIST: of(
    '0..9 0 0 0..255 0..255 0..255 0',
    'column 0: 10, without column 1, column 2, column 6',
  ),
  iris: of('~8.1 ~4.1 ~6.1 ~2.1 Iris-setosa/Iris-versicolor/Iris-virginica', 'column 4: 3'),
  adult: of(
    '17..90 _State-gov|_Private 12285..1484705 _HS-grad|_PhD 1..16 _<=50K|_>50K',
    'column 5: 2',
  ),
  glass: of('# ~2.5 ~14.2 ~4.2 ~75.2 1|2|3|5|6|7', 'column 5: 6, without column 0'),
  'breast cancer (diagnostic)': of(
    '8670..911320502 M|B ~28.2 ~39.2',
    'column 1: 2, without column 0',
  ),
  'breast cancer (original)': of(
    '61634..13454352 1..10 1..10 ??1..10 2|4',
    'column 4: 2, without column 0',
  ),
  spambase: of('~4.2 ~4.2 ~1.3 ~1100.3 1..15841 0..1', 'column 5: 2'),
  monk: of('0..1 1..3 1..3 1..2 data-#', 'column 0: 2, without column 4', { mark: ' ' }),
  'balance scale': of('B|R|L 1..5 1..5 1..5 1..5', 'column 0: 3'),
  'Hayes-Roth': of('# 1..3 1..4 1..4 1..3', 'column 4: 3, without column 0'),
  lenses: of('# 1..3 1..2 1..2 1..2 1..3', 'column 5: 3, without column 0', {
    rows: 24,
    mark: '  ',
  }),
  digits: of(`${times(10, '0..16')} 0..9`, 'column 10: 10'),
  abalone: of('M|F|I ~1.3 ~1.3 ~1.3 1..29', 'column 0: 3'),
  spiral: of('~30.2 ~30.2 1/2/3', 'column 2: 3', { mark: '\t' }),
  'seeds with tabs of two widths': of('~20.2 ~17.2 ~1.4|~1.4\t ~7.3 1/2/3', 'column 4: 3', {
    mark: '\t',
  }),
  perceptron: of('~10.6 ~10.6 -1|1', 'column 2: 2', { mark: '\t' }),
  'numbers with decimals as classes': of('~60.1 ~60.1 0.000000|1.000000', 'column 2: 2', {
    mark: '\t',
  }),
  'XOR of -1 and 1': of('-1|1 -1|1 -1|1', 'column 2: 2'),
  // With one.
  'iris of scikit-learn, with counts above': named(
    '150,4,setosa,versicolor,virginica',
    '~8.1 ~4.1 ~6.1 ~2.1 0/1/2',
    'virginica: 3',
  ),
  'iris of R': named(
    '"","Sepal.Length","Petal.Length","Species"',
    '"#" ~8.1 ~6.1 "setosa"/"virginica"',
    'Species: 2, without column 0',
  ),
  'iris of write.table': named(
    '"Sepal.Length" "Petal.Length" "Species"',
    '"#" ~8.1 ~6.1 "setosa"/"virginica"',
    'Species: 2, without column 0',
    { mark: ' ' },
  ),
  'wine quality': named('"fixed acidity";"pH";"quality"', '~10.1 ~4.2 3..8', 'quality: 6', {
    mark: ';',
  }),
  'bikes by day': named(
    'instant,dteday,season,yr,temp,casual,registered,cnt',
    '# 2011-0#-01 1..4 0..1 ~1.6 0..3000 0..6000 20..8000',
    'cnt: number, without instant, dteday',
    { rows: 9 },
  ),
  'energy efficiency': named('X1,X2,X3,Y1,Y2', '~1.2 ~800.1 ~400.1 ~40.2 ~40.2', 'Y2: number'),
  concrete: named(
    'Cement (kg in m^3),Age (day),"Strength (MPa, megapascals) "',
    '~500.1 1..365 ~80.2',
    'Strength (MPa, megapascals): number',
  ),
  'heart failure': named(
    'age,anaemia,platelets,time,DEATH_EVENT',
    '40..95 0..1 ~300000.1 4..285 0..1',
    'DEATH_EVENT: 2',
  ),
  Boston: named('CRIM,ZN,CHAS,RM,LSTAT,MEDV', '~80.5 ~100.1 0..1 ~8.3 ~37.2 ~50.1', 'MEDV: number'),
  California: named(
    'longitude,total_bedrooms,median_house_value,ocean_proximity',
    '~120.2 ?1..6445 14999..500001 INLAND|NEAR_BAY|<1H_OCEAN',
    'median_house_value: number',
  ),
  advertising: named(',TV,radio,sales', '# ~300.1 ~50.1 ~27.1', 'sales: number, without column 0'),
  salaries: named('YearsExperience,Salary', '~10.1 ~120000.2', 'Salary: number', { rows: 30 }),
  students: named(
    'school;sex;age;address;G1;G2;G3',
    '"GP"|"MS" "F"|"M" 15..22 "U"|"R" 0..20 0..20 0..20',
    'G3: number',
    { mark: ';' },
  ),
  'German credit': named(
    'checking_status,duration,class',
    "'<0'|'0<=X<200'|'no_checking' 6..72 good|bad",
    'class: 2',
  ),
  'digits of Kaggle': named(
    'label,pixel0,pixel1,pixel2,pixel3',
    '0..9 0 0..255 0..255 0',
    'label: 10, without pixel0, pixel3',
  ),
  'moons of pandas': named(',x1,x2,label', '# ~2.6 ~2.6 0..1', 'label: 2, without column 0'),
  mtcars: named(
    '"","mpg","cyl","disp","wt"',
    '"Model_#" ~33.1 4|6|8 ~400.1 ~5.3',
    'mpg: number, without column 0',
    { rows: 32 },
  ),
  diamonds: named(
    '"","carat","cut","depth","price","x"',
    '"#" ~2.2 "Ideal"|"Good"|"Fair" ~70.1 300..18000 ~8.2',
    'price: number, without column 0',
  ),
  'forest fires': named(
    'X,Y,month,day,temp,area',
    '1..9 2..9 mar|oct|aug fri|tue|sat ~33.1 ~100.2',
    'area: number',
  ),
  'customers who leave': named(
    'customerID,gender,tenure,TotalCharges,Churn',
    '75#-VHVEG Female|Male 0..72 ?~8000.2 Yes|No',
    'Churn: 2, without customerID',
  ),
  'customers of a bank': named(
    'RowNumber,CustomerId,Surname,CreditScore,Geography,Exited',
    '# 15565701..15815690 Name# 350..850 France|Spain|Italy 0..1',
    'Exited: 2, without RowNumber, CustomerId, Surname',
  ),
  fish: named(
    'Species,Weight,Length1,Height',
    'Bream|Roach|Perch ~1650.1 ~59.1 ~18.4',
    'Species: 3',
  ),
  insurance: named(
    'age,sex,bmi,children,smoker,charges',
    '18..64 female|male ~53.3 0..5 yes|no ~63770.5',
    'charges: number',
  ),
  'house prices': named(
    'Id,MSSubClass,LotFrontage,OverallQual,SalePrice',
    '# 20|60|120 NA?21..313 1..10 34900..755000',
    'SalePrice: number, without Id',
  ),
  XOR: named('x1,x2,y', '0|1 0|1 0|1', 'y: 2'),
  'abalone with names': named(
    'Sex,Length,Diameter,Rings',
    'M|F|I ~1.3 ~1.3 1..29',
    'Rings: number',
  ),
  'miles per gallon': named(
    'mpg,cylinders,horsepower,origin,car name',
    '~46.1 4|6|8 ??46..230 1..3 "ford_#"',
    'mpg: number, without car name',
  ),
  mushrooms: named('class,cap-shape,odor', 'p|e x|b|s p|a|l', 'class: 2'),
  penguins: named(
    'species,island,bill_length_mm,sex',
    'Adelie|Chinstrap|Gentoo Biscoe|Dream NA?~60.1 NA?male|female',
    'species: 3',
  ),
  advertisements: named(
    'User ID,Gender,Age,EstimatedSalary,Purchased',
    '15566689..15815236 Male|Female 18..60 15000..150000 0..1',
    'Purchased: 2, without User ID',
  ),
  'salaries by position': named(
    'Position,Level,Salary',
    'Name# # 45000..1000000',
    'Salary: number, without Position',
    { rows: 10 },
  ),
  'start-ups': named(
    'R&D Spend,Administration,State,Profit',
    '~165349.2 ~182645.2 New_York|California|Florida ~192261.2',
    'Profit: number',
    { rows: 50 },
  ),
  tennis: named(
    'Day,Outlook,Humidity,Wind,PlayTennis',
    'D# Sunny|Overcast|Rain High|Normal Weak|Strong Yes|No',
    'PlayTennis: 2, without Day',
    { rows: 14 },
  ),
  fruit: named(
    'fruit_label\tfruit_name\tmass\twidth',
    '1..4 apple|orange|lemon 76..362 ~9.1',
    'fruit_label: 4',
    { mark: '\t' },
  ),
  weather: named(
    'Date,Location,MinTemp,WindGustDir,RainTomorrow',
    '2008-12-01 Albury|Sydney NA?~20.1 W|NNW|SE Yes|No',
    'RainTomorrow: 2, without Date',
  ),
  'flats in German': named(
    'Fläche;Zimmer;Lage;Preis',
    '40..200,5 1..6 Stadt|Land 100..900.500,00_€',
    'Preis: number',
    { mark: ';' },
  ),
  'people in French': named('taille;poids;sexe', '1,50..99 50..99,5 H|F', 'sexe: 2', { mark: ';' }),
  heights: named(
    '"Index", "Height(Inches)", "Weight(Pounds)"',
    '# _~70.5 _~120.4',
    'Weight(Pounds): number, without Index',
  ),
  'np.savetxt': named('# x y label', '~9.17e-01 ~9.17e+01 0..2.000000e+00', 'label: 3', {
    mark: ' ',
  }),
  'units below the names': named('time;voltage;class\ns;V;', '~8.2 ~8.2 a|b', 'class: 2', {
    mark: ';',
  }),
  voices: named(
    'name,MDVP:Fo(Hz),status,PPE',
    'phon-R01_S01-# ~260.3 0..1 ~1.6',
    'status: 2, without name',
  ),
  'sleep, where None is a class': named(
    'Person ID,Gender,Sleep Duration,Sleep Disorder',
    '# Male|Female ~9.1 None|Insomnia|Apnea',
    'Sleep Disorder: 3, without Person ID',
  ),
  loans: named(
    'Loan_ID,Gender,ApplicantIncome,Credit_History,Loan_Status',
    'LP001# ?Male|Female 150..81000 ?0.0|1.0 Y|N',
    'Loan_Status: 2, without Loan_ID',
  ),
  admissions: named(
    'Serial No.,GRE Score,SOP,CGPA,Chance of Admit ',
    '# 290..340 1|1.5|2|4.5 ~10.2 ~1.2',
    'Chance of Admit: number, without Serial No.',
  ),
  stroke: named(
    'id,gender,age,bmi,smoking_status,stroke',
    '67..72940 Male|Female 1..82 N/A?~97.1 smokes|Unknown 0..1',
    'stroke: 2, without id',
  ),
  sensors: named(
    'timestamp,temp,humidity,occupied',
    '2024-01-01_00:1#:00 ~30.2 ~90.2 0..1',
    'occupied: 2, without timestamp',
    { rows: 9 },
  ),
};

/** One cell of a row. */
function cellOf(pattern: string, at: number, rows: number, next: () => number): string {
  const gap = /^(NA|N\/A|\?|)\?(?=.)/.exec(pattern);
  if (gap && next() < 0.05) return gap[1];
  const rest = gap ? pattern.slice(gap[0].length) : pattern;
  const inOrder = rest.split('/');
  const all = inOrder[Math.floor((at * inOrder.length) / rows)].split('|');
  return all[Math.floor(next() * all.length)]
    .replace(/(\d+)\.\.(\d+)/, (_, low, high) => {
      return String(Number(low) + Math.floor(next() * (Number(high) - Number(low) + 1)));
    })
    .replace(/~(\d+)\.(\d)/, (_, scale, digits) => {
      return (next() * Number(scale)).toFixed(Number(digits));
    })
    .replace('#', String(at + 1))
    .replaceAll('_', ' ');
}

const ROWS = 150;

function textOf({ header, row, rows = ROWS, mark = ',' }: Form): string {
  let state = 1;
  const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const cells = row.split(' ');
  const lines = Array.from({ length: rows }, (_, at) =>
    cells.map(cell => cellOf(cell, at, rows, next)).join(mark),
  );
  return [...(header === undefined ? [] : [header]), ...lines, ''].join('\n');
}

describe('a public table is read as its owners mean it', () => {
  for (const [name, form] of Object.entries(FORMS)) {
    it(name, () => {
      const { reading, problems } = inferCsv(bytesOf(textOf(form)), 'd.csv');
      assert.deepEqual(problems, []);
      assert.ok(reading);
      const { target, left_out: out } = reading;
      const without = out.length === 0 ? '' : `, without ${out.map(each => each.name).join(', ')}`;
      assert.equal(`${target.name}: ${target.classes ?? 'number'}${without}`, form.taken);
      assert.equal(reading.rows + reading.rows_skipped, form.rows ?? ROWS);
    });
  }
});
