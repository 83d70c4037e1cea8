using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Shared;

/// <summary>A component in English with the real texts.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
    }
}
