Console.WriteLine("Starts with its issue.");
