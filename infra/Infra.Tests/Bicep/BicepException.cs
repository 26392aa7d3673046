namespace FailureFunctions.Infra.Tests.Bicep;

/// <summary>The Bicep CLI could not do what was asked.</summary>
/// <param name="message">What it says.</param>
internal sealed class BicepException(string message) : Exception(message);
