//! Few lines, and even ones: made one after another, taken apart and made anew.

use super::parted;
use super::week::{Clique, Week};
use crate::random::mix;

/// Lines, each ascending, and the shifts that found no place in them.
pub struct Found {
    pub lines: Vec<Vec<usize>>,
    pub left: Vec<u32>,
}

/// Rounds of taking some lines apart without finding a better roster, after which the search ends.
const ROUNDS: u64 = 400;
/// Lines that are taken apart at once, beside those that are hard to fill.
const FEWEST_APART: u64 = 3;
const MOST_APART: u64 = 10;
/// Worth of a shift by itself.
const SHIFT: u64 = 512;
/// Worth of a shift of a clique that needs everybody; it halves with each person to spare.
const NEEDED: u64 = 1024;
/// Chance is worth up to this times a power of four, from round to round another: some rounds hardly stray from the plain
/// order, some make lines almost at random.
const CHANCE: u64 = 128;

/// As few lines as the search finds for the counts of all duties. It stops at `least`, below which there are none.
pub fn fewest(week: &Week<'_>, counts: &[u32], least: u32) -> Found {
    let best = plain(week, counts, least);
    if open(&best) == 0 || week.rules.night_share >= 1.0 {
        return best;
    }
    match parted::with_all_nights(week, counts) {
        Some(lines) => improved(week, completed(week, counts, lines), least),
        None => best,
    }
}

/// The same by trial alone, which may leave nights over for which there is a place.
pub fn plain(week: &Week<'_>, counts: &[u32], least: u32) -> Found {
    improved(week, made(week, counts.to_vec(), None), least)
}

/// Lines, and those made of what they leave.
fn completed(week: &Week<'_>, counts: &[u32], mut lines: Vec<Vec<usize>>) -> Found {
    let mut left = counts.to_vec();
    lines.iter().flatten().for_each(|duty| left[*duty] -= 1);
    let rest = made(week, left, None);
    lines.extend(rest.lines);
    Found { lines, left: rest.left }
}

/// The same shifts in fewer lines, as far as the search finds them.
fn improved(week: &Week<'_>, mut best: Found, least: u32) -> Found {
    let (mut round, mut since) = (0, 0);
    while since < ROUNDS && (open(&best) > 0 || best.lines.len() as u32 > least) {
        round += 1;
        since += 1;
        let tried = made_anew(week, &best, round);
        if order(&tried) < order(&best) {
            if (open(&tried), tried.lines.len()) < (open(&best), best.lines.len()) {
                since = 0;
            }
            best = tried;
        } else if order(&tried) == order(&best) {
            best = tried;
        }
    }
    best
}

fn open(found: &Found) -> u32 {
    found.left.iter().sum()
}

/// Less is better: shifts without a person, people, and, among equals, the more uneven one, from which a line is more easily
/// saved.
fn order(found: &Found) -> (u32, usize, u64) {
    let squares: u64 = found.lines.iter().map(|line| (line.len() * line.len()) as u64).sum();
    (open(found), found.lines.len(), u64::MAX - squares)
}

/// Lines made one after another until nothing is left that could be in one.
fn made(week: &Week<'_>, mut left: Vec<u32>, chance: Option<u64>) -> Found {
    let mut lines = Vec::new();
    while left.iter().any(|left| *left > 0) {
        let (people, mut value) = worth(week, &left);
        if let Some(chance) = chance {
            let most = CHANCE << (2 * (chance % 4));
            value.iter_mut().zip(0..).for_each(|(value, i)| *value += mix(chance ^ mix(i)) % most);
        }
        let Some(line) = week.best_line(&left, &value) else { break };
        for _ in 0..alike(week, &left, &line, people) {
            line.iter().for_each(|duty| left[*duty] -= 1);
            lines.push(line.clone());
        }
    }
    Found { lines, left }
}

/// People that the shifts left take at least, and what each duty is worth in the next line.
fn worth(week: &Week<'_>, left: &[u32]) -> (u32, Vec<u64>) {
    let (people, _) = week.bound(left);
    let mut value = vec![SHIFT; week.duties.len()];
    for (clique, sum) in week.cliques.iter().zip(week.clique_sums(left)) {
        let needed = NEEDED.checked_shr(people - sum.min(people)).unwrap_or(0);
        clique.duties.iter().for_each(|duty| value[*duty] += needed);
    }
    let rules = week.rules;
    if rules.night_share < 1.0 {
        let nights: u32 = week.duties.iter().zip(left).filter(|(duty, _)| duty.night).map(|(_, left)| left).sum();
        let others = left.iter().sum::<u32>() - nights;
        // Nights need other shifts beside them: the scarcer these are, the more nights each line must take.
        let scarce = f64::from(nights) * (1.0 - rules.night_share) > 0.8 * rules.night_share * f64::from(others);
        let extra = if scarce { 16 * NEEDED } else { NEEDED };
        week.duties.iter().zip(&mut value).filter(|(duty, _)| duty.night).for_each(|(_, value)| *value += extra);
    }
    (people, value)
}

/// How many lines like this one are made at once: as many as there are shifts of, as long as no times that it leaves out come
/// to need everybody.
fn alike(week: &Week<'_>, left: &[u32], line: &[usize], people: u32) -> u32 {
    let there = line.iter().map(|duty| left[*duty]).min().unwrap_or_default();
    let spare = |(clique, sum): (&Clique, u32)| {
        let met = line.iter().any(|duty| clique.duties.contains(duty));
        if met { u32::MAX } else { people.saturating_sub(sum) }
    };
    let spare = week.cliques.iter().zip(week.clique_sums(left)).map(spare).min().unwrap_or(u32::MAX);
    there.min(spare).max(1)
}

/// Takes the shortest line, some others and all that found no place apart, and makes lines of them anew.
fn made_anew(week: &Week<'_>, found: &Found, round: u64) -> Found {
    let of = |lines: &[Vec<usize>], number: usize| (lines[number].len(), mix(round ^ mix(number as u64)));
    let mut order: Vec<usize> = (0..found.lines.len()).collect();
    order.sort_by_key(|number| of(&found.lines, *number).1);
    if let Some(shortest) =
        order.iter().enumerate().min_by_key(|(_, number)| of(&found.lines, **number)).map(|(at, _)| at)
    {
        order.swap(0, shortest);
    }
    let number = FEWEST_APART + mix(round) % (MOST_APART - FEWEST_APART + 1);
    let apart = &order[..order.len().min(number as usize)];
    let mut left = found.left.clone();
    apart.iter().flat_map(|number| &found.lines[*number]).for_each(|duty| left[*duty] += 1);
    let anew = made(week, left, Some(round));
    let kept =
        (0..found.lines.len()).filter(|number| !apart.contains(number)).map(|number| found.lines[number].clone());
    Found { lines: kept.chain(anew.lines).collect(), left: anew.left }
}

/// Times that all pairs of people are looked at.
const PASSES: usize = 8;

/// Moves shifts between people until contracts are as few hours, and then hours as even, as single moves make them.
pub fn evened(week: &Week<'_>, mut lines: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let paid = |line: &[usize]| line.iter().map(|duty| week.duties[*duty].paid_minutes).sum::<u32>();
    let burden = |line: &[usize]| {
        let (paid, rules) = (paid(line), week.rules);
        let contract = rules.contract_for(paid).unwrap_or(rules.longest_contract_minutes());
        (u64::from(contract), u64::from(paid) * u64::from(paid))
    };
    for _ in 0..PASSES {
        let mut moved = false;
        for from in 0..lines.len() {
            for to in 0..lines.len() {
                if from == to || paid(&lines[from]) <= paid(&lines[to]) {
                    continue;
                }
                let both = sum(burden(&lines[from]), burden(&lines[to]));
                let better = (0..lines[from].len()).find_map(|at| {
                    let (less, more) = shifted(&lines[from], &lines[to], at);
                    let legal = !less.is_empty() && week.is_legal(&less) && week.is_legal(&more);
                    (legal && sum(burden(&less), burden(&more)) < both).then_some((less, more))
                });
                if let Some((less, more)) = better {
                    (lines[from], lines[to], moved) = (less, more, true);
                }
            }
        }
        if !moved {
            break;
        }
    }
    lines
}

fn sum(a: (u64, u64), b: (u64, u64)) -> (u64, u64) {
    (a.0 + b.0, a.1 + b.1)
}

/// Two lines after the shift at a place of the first has gone to the second.
fn shifted(from: &[usize], to: &[usize], at: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut less, mut more) = (from.to_vec(), to.to_vec());
    let duty = less.remove(at);
    let place = more.partition_point(|other| *other < duty);
    more.insert(place, duty);
    (less, more)
}
