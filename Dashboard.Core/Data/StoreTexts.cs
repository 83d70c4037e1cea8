using System.Globalization;
using Concentric.Resources;

namespace Concentric.Data;

/// <summary>What texts say of the store.</summary>
public static class StoreTexts
{
    extension(Texts)
    {
        /// <summary>What is wrong with the store, what became of what somebody did, and what to do; for whoever did it.</summary>
        public static string Problem(StoreProblem problem, CultureInfo? culture = null) =>
            Texts.Find($"Store.{problem}", culture) ?? Texts.Get($"Store.{StoreProblem.Fault}", culture);
    }
}
