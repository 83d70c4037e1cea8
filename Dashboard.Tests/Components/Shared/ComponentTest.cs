using System.Globalization;
using Bunit;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Shared;

/// <summary>A component in English with the real texts.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
    }
}
