namespace Concentric.ProcessCharts;

/// <summary>What a community's figure is made of.</summary>
public enum FunnelScale
{
    /// <summary>Cases with a property over all cases: a fraction.</summary>
    Rate,

    /// <summary>Single events over what they could have come from, as 1,000 households.</summary>
    Events,
}

/// <summary>A community's figure.</summary>
/// <param name="Value">The rate as a fraction, or the events for one unit of exposure.</param>
/// <param name="Exposure">Cases of the rate, or units of exposure; above 0.</param>
public readonly record struct FunnelUnit(int Id, double Value, double Exposure);

/// <summary>
/// The range in which a community's figure lies when it is as the street, by how many cases it has.
/// </summary>
/// <remarks>
/// Spiegelhalter, <em>Funnel plots for comparing institutional performance</em>, Statistics in Medicine 24 (2005). Rates are held against
/// each other as arcsine of their square root and events as their square root, where chance alone has a standard deviation of 1 / (2 √n)
/// whatever the rate, and limits stay within what is possible. Communities differ by more than chance: they have other houses, other
/// people. That more, τ, is <em>added</em> to what chance makes and does not wear off with the number of cases; multiplying instead
/// widens the limits of small communities, which chance explains, and lets large ones stand out for what all differ by. It is estimated
/// without the outer tenth on each side (winsorised), and taken at the upper end of what so few communities leave open. Limits hold for
/// all communities together (Šidák 1967): of streets in which nothing is the matter at most one in twenty has any community beyond
/// them. The simulation is in docs/decisions/communities-beside-each-other.md.
/// </remarks>
public sealed class Funnel
{
    /// <summary>Fewer communities tell nothing of how much communities differ.</summary>
    public const int LeastUnits = 5;

    /// <summary>Of streets in which nothing is the matter, so many have a community beyond the limits at most.</summary>
    public const double MostFalse = 0.05;

    /// <summary>What is reckoned with; the rest is left to τ, which is itself estimated, and to rates that are no normal curve.</summary>
    private const double Reckoned = 0.02;

    /// <summary>So often τ is still larger than it is taken for.</summary>
    private const double Doubted = 0.1;

    /// <summary>This share on each side does not count with its full distance when the spread is estimated.</summary>
    private const double Winsorised = 0.1;

    /// <summary>From so many communities on, one of them decides little of centre and spread.</summary>
    private const int Many = 26;

    private const int Halvings = 32;

    private readonly double middle;
    private readonly double width;
    private readonly double most;

    private Funnel(FunnelScale scale, double centre, double spread, double most, int compared)
    {
        (Scale, Centre, Spread, middle, this.most) = (scale, centre, spread, Transform(scale, centre), most);
        width = NormalCurve.Beyond((1 - Math.Pow(1 - Reckoned, 1.0 / compared)) / 2);
    }

    public FunnelScale Scale { get; }

    /// <summary>The street's figure; where <see cref="Apart"/> is not 0, that of the others.</summary>
    public double Centre { get; }

    /// <summary>How many communities are in neither centre nor spread, because they are far off from all others.</summary>
    public int Apart { get; private init; }

    /// <summary>τ: by how much communities differ beyond chance, as a standard deviation on the transformed scale.</summary>
    public double Spread { get; }

    /// <summary>Draws the funnel of a street; null with fewer than <see cref="LeastUnits"/>, or where all are none or all.</summary>
    /// <param name="centre">The street's own figure; null for that of the units together.</param>
    /// <param name="together">How many such funnels are looked at together; the limits hold for all of them.</param>
    public static Funnel? Of(FunnelScale scale, IReadOnlyList<FunnelUnit> units, double? centre = null, int together = 1)
    {
        if (units.Count < LeastUnits || Draw(scale, units, centre, units.Count * together) is not { } all) return null;
        if (units.Count >= Many) return all;
        // Among few, one that is far off draws the centre and the spread towards itself: each is first held against the others.
        var others = units.Where((unit, at) => !IsFarOff(scale, unit, [.. units.Where((_, other) => other != at)], together)).ToList();
        return others.Count == units.Count || others.Count < LeastUnits - 1
            || Draw(scale, others, null, units.Count * together, units.Count - others.Count) is not { } rest ? all : rest;
    }

    /// <summary>Within which a community with so many cases is as the street.</summary>
    public UsualRange Limits(double exposure) => Limits(exposure, 0);

    /// <summary>
    /// False where communities differ so much that on this side no number of cases would set one apart but for a hopeless figure: the
    /// limit lies past half the way from the street to the end of the scale, on the scale on which communities are held against each
    /// other, or where that end is near, past nine tenths of it. Events have no upper end: there it is four times the street's, from which
    /// on the lower limit is nothing.
    /// </summary>
    /// <param name="side">+1 for above the street, −1 for below.</param>
    public bool Tells(int side)
    {
        var away = width * most;
        return Scale == FunnelScale.Events ? away < middle : away < Hopeless(side < 0 ? middle : (Math.PI / 2) - middle);
    }

    /// <summary>How far a rate must be off to be hopeless: of 8 % 64 %, of 70 % 99 %, and on the other side of 85 % 31 %.</summary>
    /// <param name="end">How far the end of the scale is.</param>
    private static double Hopeless(double end) => Math.Max(end / 2, Math.Min(0.5, 0.9 * end));

    /// <summary>True where a community with so many cases can be told from the street on a side at all.</summary>
    /// <inheritdoc cref="Tells(int)"/>
    public bool Tells(double exposure, int side) => Tells(side)
        && (side < 0 ? Limits(exposure).Lower > 0 : Scale != FunnelScale.Rate || Limits(exposure).Upper < 1);

    /// <summary>How a community's figure stands on the scale on which communities are held against each other.</summary>
    internal static double Transform(FunnelScale scale, double value) =>
        scale == FunnelScale.Rate ? Math.Asin(Math.Sqrt(Math.Clamp(value, 0, 1))) : Math.Sqrt(Math.Max(0, value));

    /// <summary>Standard deviation by chance alone, on that scale.</summary>
    internal static double Chance(double exposure) => 1 / (2 * Math.Sqrt(exposure));

    private static bool IsFarOff(FunnelScale scale, FunnelUnit unit, List<FunnelUnit> others, int together)
    {
        if (Draw(scale, others, null, (others.Count + 1) * together) is not { } funnel) return false;
        // Where the others' own centre lies is known no better than they allow.
        var (sum, squares) = (others.Sum(other => other.Exposure), others.Sum(other => other.Exposure * other.Exposure));
        return funnel.Limits(unit.Exposure, squares / (sum * sum)).SideOf(unit.Value) != 0;
    }

    private static Funnel? Draw(FunnelScale scale, IReadOnlyList<FunnelUnit> units, double? centre, int compared, int apart = 0)
    {
        var street = centre ?? (units.Sum(unit => unit.Value * unit.Exposure) / units.Sum(unit => unit.Exposure));
        // Nothing happened, or all was done: no community can be told from another.
        if (street <= 0 || (scale == FunnelScale.Rate && street >= 1)) return null;
        var cut = (int)(Winsorised * units.Count);
        var freedom = units.Count - (2 * cut) - 1;
        var expected = (units.Count - 1) * Kept((double)cut / units.Count);
        var middle = Transform(scale, street);
        var (distances, chances) = (new double[units.Count], new double[units.Count]);
        for (var i = 0; i < distances.Length; i++)
            (distances[i], chances[i]) = (Transform(scale, units[i].Value) - middle, Square(Chance(units[i].Exposure)));
        return new(scale, street, SpreadOf(distances, chances, cut, expected),
            SpreadOf(distances, chances, cut, expected * LeastOfSquares(freedom) / freedom), compared)
        { Apart = apart };
    }

    private UsualRange Limits(double exposure, double ofCentre)
    {
        var chance = Chance(exposure);
        var away = width * Math.Sqrt((chance * chance) + (most * most * (1 + ofCentre)));
        return new(Centre, Back(middle - away), Back(middle + away));
    }

    private double Back(double transformed) => Scale == FunnelScale.Rate
        ? Square(Math.Sin(Math.Clamp(transformed, 0, Math.PI / 2)))
        : Square(Math.Max(0, transformed));

    private static double Square(double value) => value * value;

    /// <summary>Mean square of standard normal values of which a share on each side is drawn in to where it begins.</summary>
    private static double Kept(double share)
    {
        if (share == 0) return 1;
        var edge = NormalCurve.Beyond(share);
        return 1 - (2 * share) - (2 * edge * NormalCurve.Density(edge)) + (2 * share * edge * edge);
    }

    /// <summary>The sum of squares that chance keeps below in <see cref="Doubted"/> of cases (Wilson and Hilferty 1931).</summary>
    private static double LeastOfSquares(int freedom)
    {
        var part = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - part - (NormalCurve.Beyond(Doubted) * Math.Sqrt(part)), 3);
    }

    /// <summary>
    /// The τ with which the communities' squared distances, winsorised, come to what is expected of them (Paule and Mandel 1982; with no
    /// τ their mean is Spiegelhalter's φ). Weighing each by its own deviation keeps one large community from deciding alone.
    /// </summary>
    /// <param name="distances">Of the communities from the street; brought into another order.</param>
    /// <param name="chances">Squares of what chance alone makes, in the same order, which follows the distances'.</param>
    private static double SpreadOf(double[] distances, double[] chances, int cut, double expected)
    {
        var z = new double[distances.Length];
        if (Sum(0) <= expected) return 0;
        double low = 0, high = distances.Max(distance => distance * distance) * distances.Length / expected;
        for (var i = 0; i < Halvings; i++)
        {
            var variance = (low + high) / 2;
            if (Sum(variance) > expected) low = variance;
            else high = variance;
        }

        return Math.Sqrt((low + high) / 2);

        double Sum(double variance)
        {
            for (var i = 0; i < z.Length; i++) z[i] = distances[i] / Math.Sqrt(chances[i] + variance);
            if (cut > 0) Sort(z, distances, chances);
            var sum = 0.0;
            for (var i = 0; i < z.Length; i++) sum += Square(z[Math.Clamp(i, cut, z.Length - 1 - cut)]);
            return sum;
        }
    }

    /// <summary>
    /// By the keys, the others with them: from one variance to the next the order stays nearly the same, so that there is little to move.
    /// </summary>
    private static void Sort(double[] keys, double[] distances, double[] chances)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, distance, chance, at) = (keys[i], distances[i], chances[i], i);
            for (; at > 0 && keys[at - 1] > key; at--)
                (keys[at], distances[at], chances[at]) = (keys[at - 1], distances[at - 1], chances[at - 1]);
            (keys[at], distances[at], chances[at]) = (key, distance, chance);
        }
    }
}
