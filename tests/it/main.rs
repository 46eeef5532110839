mod bad_scenarios;
