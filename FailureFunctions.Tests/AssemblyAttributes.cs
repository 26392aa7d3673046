// Most of the time goes by in waiting for processes, networks and limits of time: more fixtures at once than there are
// processors, but not so many that their services answer late.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
