using System.Globalization;
using Concentric.Dashboard.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>What MudBlazor's components say by themselves, in the reader's language: the set MudText.</summary>
internal sealed class MudTexts : MudLocalizer
{
    public override LocalizedString this[string key] =>
        UiTexts.Find($"Mud.{key}") is { } text ? new(key, text) : new(key, key, resourceNotFound: true);

    public override LocalizedString this[string key, params object[] arguments] =>
        UiTexts.Find($"Mud.{key}") is { } text
            ? new(key, string.Format(CultureInfo.CurrentCulture, text, arguments)) : new(key, key, resourceNotFound: true);
}
