using System.Globalization;
using Concentric.Dashboard.Components.Records;
using Concentric.Data;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>By how many households a figure is divided, and since when there are so many.</summary>
internal static class HouseholdWords
{
    /// <summary>The number with its day.</summary>
    public static string Of(HouseholdsInForce households) => L["Community.Households.Of",
        households.Households.ToString("#,##0", CultureInfo.CurrentCulture), Since(households)];

    /// <summary>The day, and where it lies after the day asked for that an earlier number is missing.</summary>
    public static string Since(HouseholdsInForce households) => L[
        households.IsBeforeFirst ? "Community.Households.First" : "Community.Households.Since", ValueText.Of(households.HoldsFrom)];
}
