namespace Concentric.Dashboard.Demo.Generator;

/// <summary>How much is made up. The same options on the same day give the same records.</summary>
public sealed record GeneratorOptions
{
    public int Petitions { get; init; } = 100_000;

    public int Activities { get; init; } = 30_000;

    public int Hazards { get; init; } = 30_000;

    public int Communities { get; init; } = 30;

    /// <summary>The records lie in so many years up to today.</summary>
    public int Years { get; init; } = 3;

    public int Seed { get; init; } = 1;

    /// <summary>The first option that lies outside its limits; null when all are well.</summary>
    public GeneratorLimit? Broken() => Array.Find(
        [
            GeneratorLimit.Petitions with { Value = Petitions }, GeneratorLimit.Activities with { Value = Activities },
            GeneratorLimit.Hazards with { Value = Hazards },
            GeneratorLimit.Communities with { Value = Communities }, GeneratorLimit.Years with { Value = Years },
            GeneratorLimit.Seed with { Value = Seed },
        ],
        limit => limit.Value < limit.Least || limit.Value > limit.Most);
}

/// <summary>Between what an option must lie, both ends included.</summary>
/// <param name="Option">Its name on the command line, without hyphens.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value: bounds time, disk and the numbers that a year has.</param>
public sealed record GeneratorLimit(string Option, int Least, int Most)
{
    public static readonly GeneratorLimit Petitions = new("petitions", 0, 10_000_000);
    public static readonly GeneratorLimit Activities = new("activities", 0, 4_000_000);
    public static readonly GeneratorLimit Hazards = new("hazards", 0, 4_000_000);
    public static readonly GeneratorLimit Communities = new("communities", 1, 200);
    public static readonly GeneratorLimit Years = new("years", 1, 20);
    public static readonly GeneratorLimit Seed = new("seed", 0, int.MaxValue);

    /// <summary>What was asked for.</summary>
    public int Value { get; init; }
}

/// <summary>How far the generator is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Records written.</param>
/// <param name="Total">Records to be written.</param>
public readonly record struct GeneratorProgress(GeneratorStage Stage, long Done, long Total);

/// <summary>What the generator does, in this order.</summary>
public enum GeneratorStage { Emptying, Writing, Indexing, Finished }

/// <summary>The store holds real records, so the generator leaves it alone.</summary>
public sealed class RealRecordsException() : InvalidOperationException("The store holds real records.");
