namespace Concentric.ProcessCharts;

/// <summary>
/// What a process does by itself: its centre, its scatter, and how far one point depends on the one before.
/// </summary>
/// <remarks>
/// The scatter comes from the mean moving range of standardised points (Shewhart 1931; Wheeler, <em>Understanding Variation</em>,
/// 1993; with exposures as in Laney, <em>Improved control charts for attributes</em>, Quality Engineering 14, 2002). Neighbours that
/// resemble each other make moving ranges small, so they are widened by the lag-one autocorrelation (Wieringa, <em>Statistical
/// process control for serially correlated data</em>, 1999): E|z₁ − z₂| = 1.128 σ √(1 − φ). Rates and counts of events never
/// scatter less than chance makes independent cases scatter. What stands and is counted has moving ranges of nothing while it keeps
/// still: it scatters at least by one case, or by chance (the root of the mean) where less than one is usual. There the normal
/// approximation gets half a case for its continuity (Yates 1934), and one case alone is never beyond what has been.
/// </remarks>
public sealed class ProcessBaseline
{
    /// <summary>Fewer points judge nothing.</summary>
    public const int LeastPoints = 12;

    /// <summary>Limits lie this many standard deviations from the centre.</summary>
    public const double Width = 3;

    /// <summary>More than this much dependence can't be told from a drift with so few points.</summary>
    private const double MostDependence = 0.9;

    // Mean moving range of two independent normal values, in standard deviations.
    private const double MovingRange = 1.128;

    // A chart has no more points than this.
    private const int MostOnStack = 64;

    private readonly double exposure;
    private readonly double median;
    private readonly bool isCounted;

    private ProcessBaseline(ProcessModel model, int points, double centre, double scatter, double dependence, double exposure,
        double median, bool isCounted) =>
        (Model, Points, Centre, Scatter, Dependence, this.exposure, this.median, this.isCounted) =
            (model, points, centre, scatter, dependence, exposure, median, isCounted);

    public ProcessModel Model { get; }

    /// <summary>How many points it rests on.</summary>
    public int Points { get; }

    /// <summary>Mean, weighted by exposure.</summary>
    public double Centre { get; }

    /// <summary>Standard deviations, in units of <see cref="Unit"/>.</summary>
    public double Scatter { get; }

    /// <summary>Autocorrelation of neighbouring points, 0 to 0.9.</summary>
    public double Dependence { get; }

    /// <inheritdoc cref="Of(ProcessModel, ReadOnlySpan{ProcessPoint})"/>
    public static ProcessBaseline? Of(ProcessModel model, IReadOnlyList<ProcessPoint> points)
    {
        ReadOnlySpan<ProcessPoint> all = [.. points];
        return Of(model, all);
    }

    /// <summary>Reads a baseline; null when there are too few points, or all are zero.</summary>
    public static ProcessBaseline? Of(ProcessModel model, ReadOnlySpan<ProcessPoint> points)
    {
        if (points.Length < LeastPoints) return null;
        var (exposure, sum, isZero, isWhole) = (0.0, 0.0, true, true);
        foreach (var point in points)
        {
            exposure += point.Exposure;
            sum += point.Value * point.Exposure;
            isZero &= point.Value == 0;
            isWhole &= point.Value == Math.Floor(point.Value);
        }

        if (isZero) return null;
        var centre = sum / exposure;
        Span<double> z = stackalloc double[Math.Min(points.Length, MostOnStack)];
        if (points.Length > MostOnStack) z = new double[points.Length];
        for (var i = 0; i < z.Length; i++) z[i] = (points[i].Value - centre) / Unit(model, centre, points[i].Exposure);
        var ranges = 0.0;
        for (var i = 1; i < z.Length; i++) ranges += Math.Abs(z[i] - z[i - 1]);
        var dependence = DependenceOf(z);
        var scatter = ranges / (z.Length - 1) / MovingRange / Math.Sqrt(1 - dependence);
        // A rate or a count of events can't scatter less than chance makes it.
        if (model is ProcessModel.Rate or ProcessModel.Events) scatter = Math.Max(scatter, 1);
        var isCounted = model == ProcessModel.Events || (model == ProcessModel.Level && isWhole);
        if (model == ProcessModel.Level && isCounted) scatter = Math.Max(scatter, Math.Min(1, Math.Sqrt(centre)));
        return new(model, points.Length, centre, scatter, dependence, exposure, MedianOf(points, z), isCounted);
    }

    /// <summary>The limits of a point of the chart.</summary>
    public UsualRange Limits(double exposure) => Range(Scatter * Unit(Model, Centre, exposure), exposure);

    /// <summary>Where the outer third begins on either side; below zero, or above one of a rate, there is none.</summary>
    /// <remarks>By the width, not by the limit: a limit that is cut at 0 or 1 is no narrower chance.</remarks>
    public (double Below, double Above) OuterThirds(double exposure)
    {
        var width = Width * 2 / 3 * Scatter * Unit(Model, Centre, exposure);
        return (Centre - width, Upper(width, exposure));
    }

    /// <summary>
    /// The side on which a point counts for a run: above both mean and median, or below both. Where most points show the same, as zero of
    /// what is rare or all of what hardly ever fails, that is the usual and neither side: no side holds more than half of the points.
    /// </summary>
    public int SideOf(double value)
    {
        var side = Math.Sign(value - Centre);
        return side == Math.Sign(value - median) ? side : 0;
    }

    /// <summary>
    /// The range in which a figure over a longer stretch is to be expected, as a quarter of months: with so much exposure the single
    /// points even out, less so where they depend on each other, and the centre itself is known no better than its points allow.
    /// </summary>
    /// <param name="exposure">Of the whole stretch; a level has 1.</param>
    public UsualRange Expect(double exposure)
    {
        var together = Math.Sqrt((1 + Dependence) / (1 - Dependence));
        var own = Unit(Model, Centre, exposure) * Math.Sqrt(Inflation(exposure));
        var ofCentre = Scatter * together
            * (Model == ProcessModel.Level ? 1 / Math.Sqrt(Points) : Unit(Model, Centre, this.exposure));
        return Range(Math.Sqrt((own * own) + (ofCentre * ofCentre)), exposure);
    }

    /// <summary>
    /// How many times larger than in one unit of scatter the variance of a figure over a longer stretch is: for rates and counts of
    /// events, than by chance alone.
    /// </summary>
    /// <inheritdoc cref="Expect"/>
    public double Inflation(double exposure)
    {
        var points = Model == ProcessModel.Level ? 1 : exposure / (this.exposure / Points);
        return Scatter * Scatter * Math.Min((1 + Dependence) / (1 - Dependence), Math.Max(1, points));
    }

    /// <summary>How many points on one side make a run: seven, and more where neighbours depend on each other.</summary>
    /// <remarks>
    /// Two neighbours of correlation φ are on one side with probability ½ + asin(φ)/π (Sheppard 1899); the run is as long as is needed
    /// to be as rare as seven independent ones, (½)⁶.
    /// </remarks>
    public int RunLength
    {
        get
        {
            // Few points tell dependence only roughly; where there is some, a little more is allowed for.
            var dependence = ResemblesNeighbours ? Math.Min(Dependence + 0.15, MostDependence) : Dependence;
            return 1 + (int)Math.Ceiling((6 * Math.Log(0.5) / Math.Log(0.5 + (Math.Asin(dependence) / Math.PI))) - 1e-9);
        }
    }

    /// <summary>True where two of three in the outer third are no news, because neighbours resemble each other.</summary>
    public bool ResemblesNeighbours => Dependence > 0.2;

    private UsualRange Range(double deviation, double exposure)
    {
        var (lower, upper) = (Centre - (Width * deviation), Upper(Width * deviation, exposure));
        if (Model == ProcessModel.Rate) (lower, upper) = (Math.Max(0, lower), Math.Min(1, upper));
        // What is counted, summed or stands is never below zero.
        else lower = Math.Max(0, lower);
        return new(Centre, lower, upper);
    }

    private double Upper(double width, double exposure)
    {
        var one = Model == ProcessModel.Events ? 1 / exposure : 1;
        // Zero was not the only figure, so that one case has been there before.
        return isCounted && Centre < one ? Math.Max(Centre + width + (one / 2), one) : Centre + width;
    }

    /// <summary>The standard deviation of a point by chance alone (rates, events), or the size in which scatter is told (others).</summary>
    private static double Unit(ProcessModel model, double centre, double exposure) => model switch
    {
        // All or none of some cases is no certainty: half a case is added on either side.
        ProcessModel.Rate => Math.Sqrt(Math.Max(centre * (1 - centre), 0.5 / (exposure + 1) * (1 - (0.5 / (exposure + 1)))) / exposure),
        ProcessModel.Events => Math.Sqrt(centre / exposure),
        ProcessModel.Sum or ProcessModel.Average => 1 / Math.Sqrt(exposure),
        _ => 1,
    };

    /// <param name="room">As many numbers as there are points; they are overwritten.</param>
    private static double MedianOf(ReadOnlySpan<ProcessPoint> points, Span<double> room)
    {
        for (var i = 0; i < room.Length; i++) room[i] = points[i].Value;
        room.Sort();
        return (room[(room.Length - 1) / 2] + room[room.Length / 2]) / 2;
    }

    private static double DependenceOf(ReadOnlySpan<double> z)
    {
        var mean = 0.0;
        foreach (var one in z) mean += one;
        mean /= z.Length;
        double of = 0, with = 0;
        for (var i = 0; i < z.Length; i++)
        {
            of += (z[i] - mean) * (z[i] - mean);
            if (i > 0) with += (z[i] - mean) * (z[i - 1] - mean);
        }

        if (of == 0) return 0;
        // Of a short series the estimate is too low by about (1 + 4φ) / n (Kendall 1954).
        var raw = with / of;
        return Math.Clamp(raw + ((1 + (4 * raw)) / z.Length), 0, MostDependence);
    }
}
