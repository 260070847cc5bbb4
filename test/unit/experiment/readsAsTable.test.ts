/** Texts whose names do not say whether they are tables. */
import assert from 'node:assert/strict';
import { bytesReadAsTable } from '../../../src/experiment/newExperiment/readsAsTable';
import { bytesOf } from './support';

const TABLES: { [name: string]: string } = {
  'numbers between commas, without a header': '5.1,3.5,1.4,a\n4.9,3.0,1.4,a\n6.2,2.9,4.3,b\n',
  'numbers between blanks': ' 0.1  2.5 1\n 0.4  1.5 0\n 0.9  0.5 1\n',
  'what np.savetxt writes': '# x y\n1.0e+00 2.0e+00\n2.0e+00 4.0e+00\n3.0e+00 9.0e+00\n',
  'words and numbers between tabs': 'name\tage\tsize\nann\t5\t1.5\nbob\t6\t1.7\ncid\t7\t1.2\n',
  'letters between commas, many rows': 'p,x,s,n\ne,b,s,n\np,x,y,n\n'.repeat(5),
  'words after a comma and a blank':
    '39, State-gov, Male, <=50K\n50, Private, Female, >50K\n'.repeat(9),
  'a long table, cut where its beginning ends': '1.25,2.5,7\n2.5,1.25,9\n'.repeat(20_000),
};

const TEXTS: { [name: string]: string } = {
  nothing: '',
  prose:
    'It was a bright cold day in April,\nand the clocks were striking thirteen.\nWinston Smith,\n',
  'a list of words': 'alpha\nbeta\ngamma\ndelta\n',
  requirements: 'numpy==1.26\nscipy>=1.11\ntorch==2.1\n',
  'a build file': 'cmake_minimum_required(VERSION 3.10)\nproject(demo)\nadd_executable(a a.c)\n',
  'a column of numbers': '1\n2\n3\n4\n5\n',
  'two lines of numbers': '1 2 3\n4 5 6\n',
  'pairs of words': 'red apple\ngreen pear\nblue plum\n'.repeat(6),
  'a robots file': 'User-agent: *\nDisallow: /a\nDisallow: /b\nAllow: /c\n',
  'a log': '10:01 started\n10:02 read 5 files\n10:05 failed: no such file\n10:09 ended\n',
  'two enumerations': 'apples, pears\nplums, figs\ndates, nuts\n',
};

describe('a text', () => {
  for (const [name, text] of Object.entries(TABLES)) {
    it(`is a table: ${name}`, () => assert.ok(bytesReadAsTable(bytesOf(text))));
  }
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`is no table: ${name}`, () => assert.ok(!bytesReadAsTable(bytesOf(text))));
  }
});
