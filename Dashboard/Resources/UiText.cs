namespace Concentric.Dashboard.Resources;

/// <summary>Marks the texts of the screens: UiText.resx is Chinese, UiText.en.resx English.</summary>
public sealed class UiText;
