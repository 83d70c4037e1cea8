using System.Globalization;
using Concentric.Resources;

namespace Concentric.Ledgers;

/// <summary>What a figure counts. Persons and person-times are different units and never add.</summary>
public enum MetricUnit
{
    Cases, Points, Events, PersonTimes, Persons, Households, Visits, Meetings, Wishes, Services, Items,
    Yuan, Hours, Tonnes, Metres, Tanks, Truckloads, Ports, Lanes, WorkingDays,

    /// <summary>A fraction 0–1, shown in per cent.</summary>
    Rate,
}

/// <summary>What units are, and what texts say of them.</summary>
public static class UnitTexts
{
    /// <summary>True for what is counted in whole ones, as cases; false for what is measured, as tonnes.</summary>
    public static bool IsWhole(this MetricUnit unit) => unit is not (MetricUnit.Rate or MetricUnit.Yuan or MetricUnit.Hours
        or MetricUnit.Tonnes or MetricUnit.Metres or MetricUnit.WorkingDays);

    extension(Texts)
    {
        public static string Unit(MetricUnit unit, CultureInfo? culture = null) => Texts.Get($"Unit.{unit}", culture);
    }
}
