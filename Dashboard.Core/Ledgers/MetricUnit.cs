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

/// <summary>What texts say of units.</summary>
public static class UnitTexts
{
    extension(Texts)
    {
        public static string Unit(MetricUnit unit, CultureInfo? culture = null) => Texts.Get($"Unit.{unit}", culture);
    }
}
